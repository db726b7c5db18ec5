package tollgate.sandbox.provider;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.cloud.Attempt;
import tollgate.sandbox.cloud.Conflicts;
import tollgate.sandbox.cloud.Operation;
import tollgate.sandbox.cloud.Rule;
import tollgate.sandbox.cloud.Rules;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.store.StoredObject;
import tollgate.sandbox.wire.Calls;
import tollgate.sandbox.wire.Connection;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Creates, changes, deletes, reads and imports what exists. */
final class Lifecycle {
  /** Made again, these are what they were: no conflict. */
  private static final Set<String> IDEMPOTENT =
      Set.of("google_project_service", "google_service_networking_connection");

  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final ObjectStore store;
  private final Clock clock;
  private final Identity identity;
  private final Completion completion;
  private final Rules rules;
  private final Doubts doubts;

  Lifecycle(
      ObjectStore store,
      Doubts doubts,
      Clock clock,
      Identity identity,
      Rules rules,
      boolean strict) {
    this.store = store;
    this.doubts = doubts;
    this.clock = clock;
    this.identity = identity;
    this.completion = new Completion(identity, strict);
    this.rules = rules;
  }

  Calls.Answer apply(Connection connection, ResourceSchema type, Calls.Change change) {
    ProviderBlock provider = ProviderBlock.of(connection.configuration());
    try {
      if (change.wanted().isNull()) {
        return delete(provider, type, change.prior());
      }
      return change.prior().isNull()
          ? create(connection, provider, type, change.wanted())
          : update(provider, type, change);
    } catch (IOException full) {
      return unwritten(change.prior(), full);
    }
  }

  private Calls.Answer create(
      Connection connection, ProviderBlock provider, ResourceSchema type, Value planned)
      throws IOException {
    Optional<java.nio.file.Path> maker = connection.state();
    if (connection.goneUnknown()) {
      return new Calls.Answer(Values.NULL, List.of(Problem.error("Terraform is gone", Path.ROOT)));
    }
    boolean again = Identity.isGrant(type.type()) || IDEMPOTENT.contains(type.type());
    // Where the cloud chooses the name, two that look alike still get ids of their own.
    boolean named = identity.of(type, planned).isPresent();
    String before = "";
    for (int more = 0; ; more++) {
      String salt = more == 0 ? salt(planned) : salt(planned) + "#" + more;
      Value.Fields state = completion.complete(type, provider, planned, clock.instant(), salt);
      String id = state.at("id").textOrEmpty();
      // One that stays what it is was made of what the user said, and of the provider's defaults.
      named = named || id.equals(before);
      before = id;
      if (!named && taken(type, id)) {
        continue;
      }
      Optional<Rule.Refusal> refusal =
          rules.against(new Attempt(Operation.CREATE, type, provider, Values.NULL, state));
      if (refusal.isPresent() && !refusal.get().leaves()) {
        return new Calls.Answer(Values.NULL, problems(refusal));
      }
      boolean takenOver = store.takeOver(type.type(), id, json(state), maker);
      if (takenOver
          || store.create(type.type(), id, json(state), maker)
          || (again && store.update(type.type(), id, json(state)))) {
        if (!connection.remember(type.type(), id)) {
          store.doubt(type.type(), id);
          doubts.settleSoon();
        }
        connection.awaitStop(rules.settling(type.type()));
        List<Problem> problems = new ArrayList<>(problems(refusal));
        if (takenOver && !again) {
          problems.add(Conflicts.takenOver(type, state));
        }
        return new Calls.Answer(state, problems);
      }
      if (named) {
        return new Calls.Answer(Values.NULL, List.of(Conflicts.exists(type, state)));
      }
    }
  }

  private Calls.Answer update(ProviderBlock provider, ResourceSchema type, Calls.Change change)
      throws IOException {
    Value.Fields state =
        completion.complete(
            type, provider, change.wanted(), clock.instant(), salt(change.wanted()));
    Optional<Rule.Refusal> refusal =
        rules.against(new Attempt(Operation.UPDATE, type, provider, change.prior(), state));
    if (refusal.isPresent()) {
      return new Calls.Answer(change.prior(), problems(refusal));
    }
    if (store.update(type.type(), state.at("id").textOrEmpty(), json(state))) {
      return Calls.Answer.of(state);
    }
    return new Calls.Answer(change.prior(), List.of(Conflicts.missing(type, state)));
  }

  private Calls.Answer delete(ProviderBlock provider, ResourceSchema type, Value state)
      throws IOException {
    if (!state.at("deletion_policy").textOrEmpty().equals("ABANDON")) {
      Optional<Rule.Refusal> refusal =
          rules.against(new Attempt(Operation.DELETE, type, provider, state, Values.NULL));
      if (refusal.isPresent()) {
        return new Calls.Answer(state, problems(refusal));
      }
      String id = state.at("id").textOrEmpty();
      rules.deleting(type.type(), id);
      store.delete(type.type(), id);
    }
    return Calls.Answer.of(Values.NULL);
  }

  /** Whether another object stands under this id, one that terraform can know of. */
  private boolean taken(ResourceSchema type, String id) {
    return store.find(type.type(), id).isPresent() && !store.inDoubt(type.type(), id);
  }

  /** Terraform has this object in its state. */
  void asksFor(ResourceSchema type, Value state) {
    if (state.isNull()) {
      return;
    }
    try {
      store.confirm(type.type(), state.at("id").textOrEmpty());
    } catch (IOException full) {
      LOG.log(System.Logger.Level.DEBUG, "an object stays in doubt", full);
    }
  }

  /** What a killed terraform had made is in doubt: it may not have come to write its state. */
  void ended(Connection connection) {
    connection.end(
        made -> {
          try {
            for (Connection.Made each : made) {
              store.doubt(each.type(), each.id());
            }
            doubts.settleSoon();
          } catch (IOException full) {
            LOG.log(System.Logger.Level.DEBUG, "an object is taken for known", full);
          }
        });
  }

  /** Forgets an object that was found to be gone. */
  Calls.Answer forget(ResourceSchema type, Value state) {
    try {
      store.delete(type.type(), state.at("id").textOrEmpty());
      return Calls.Answer.of(Values.NULL);
    } catch (IOException full) {
      return unwritten(state, full);
    }
  }

  private static Calls.Answer unwritten(Value state, IOException full) {
    return new Calls.Answer(
        state,
        List.of(
            Problem.error("the sandbox could not store this: " + full.getMessage(), Path.ROOT)));
  }

  private static List<Problem> problems(Optional<Rule.Refusal> refusal) {
    return refusal.stream().map(each -> Problem.error(each.sentence(), Path.ROOT)).toList();
  }

  /** What is stored; null when it is gone. */
  Calls.Answer read(ResourceSchema type, Value state) {
    asksFor(type, state);
    return Calls.Answer.of(
        store
            .find(type.type(), state.at("id").textOrEmpty())
            .<Value>map(object -> JsonValues.read(type.block(), object.state()))
            .orElse(Values.NULL));
  }

  Calls.Imported importState(ResourceSchema type, String id) {
    if (!type.importable()) {
      // As the provider's library says it.
      return new Calls.Imported(
          Optional.empty(),
          List.of(
              Problem.error(
                  "resource %s doesn't support import".formatted(type.type()), Path.ROOT)));
    }
    Optional<StoredObject> found = store.find(type.type(), id);
    if (found.isEmpty()) {
      found =
          store.ofType(type.type()).stream()
              .filter(each -> ImportForms.names(type, each, id))
              .findFirst();
    }
    if (found.isEmpty()) {
      List<Problem> problems = new ArrayList<>();
      problems.add(
          Problem.error(
              "Cannot import non-existent remote object",
              "The sandbox holds no %s that \"%s\" names.%s"
                  .formatted(
                      type.type(),
                      id,
                      ImportForms.of(type).isEmpty()
                          ? ""
                          : " Forms taken: " + String.join(", ", ImportForms.of(type)) + "."),
              Path.ROOT));
      return new Calls.Imported(Optional.empty(), problems);
    }
    return new Calls.Imported(
        Optional.of(JsonValues.read(type.block(), found.get().state())), List.of());
  }

  private static String salt(Value planned) {
    return String.join(
        "\n",
        planned.at("project").textOrEmpty(),
        planned.at("location").textOrEmpty(),
        planned.at("name").textOrEmpty(),
        planned.at("display_name").textOrEmpty(),
        planned.at("account_id").textOrEmpty(),
        planned.at("secret_id").textOrEmpty());
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Value state) throws IOException {
    return JsonTree.read(JsonValues.write(state));
  }
}
