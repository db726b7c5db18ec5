package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tollgate.report.Printable;
import tollgate.sandbox.Edit;
import tollgate.sandbox.Inventory;
import tollgate.sandbox.SandboxObject;
import tollgate.sandbox.cloud.Breakage;
import tollgate.workflow.SandboxAddresses;
import tollgate.workflow.StopException;

/** Changes and removes what exists behind Terraform's back, as a hand in the console would. */
final class SandboxMeddling {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Session session;

  SandboxMeddling(Session session) {
    this.session = session;
  }

  /** Gives one object other attributes. */
  ExitCode edit(String which, List<String> changes) {
    List<Edit> edits = new ArrayList<>();
    try (Inventory inventory = open()) {
      SandboxObject object = only(which, found(which, inventory));
      for (String change : changes) {
        Edit edit = Edit.parse(change);
        JsonNode state = edit.apply(object);
        object =
            new SandboxObject(object.type(), object.id(), object.name(), object.created(), state);
        edits.add(edit);
      }
      if (!inventory.put(object.type(), object.id(), object.state())) {
        throw gone(which);
      }
      session
          .talk()
          .note(
              Printable.text(
                  "Changed %s of %s %s."
                      .formatted(
                          edits.stream().map(Edit::attribute).collect(Collectors.joining(", ")),
                          object.type(),
                          object.id())));
    } catch (IllegalArgumentException wrong) {
      throw new StopException(
          StopException.Reason.USAGE, Printable.text(String.valueOf(wrong.getMessage())));
    } catch (IOException e) {
      throw SandboxRun.unusable(e);
    }
    next();
    return ExitCode.FINE;
  }

  /** Takes objects away; patterns may mean many. */
  ExitCode remove(List<String> which) {
    try (Inventory inventory = open()) {
      List<SandboxObject> all = new ArrayList<>();
      for (String one : which) {
        List<SandboxObject> found = found(one, inventory);
        all.addAll(one.contains("*") || one.contains("?") ? found : List.of(only(one, found)));
      }
      for (SandboxObject object : all) {
        inventory.remove(object.type(), object.id());
        session.talk().note(Printable.text("Removed %s %s.".formatted(object.type(), object.id())));
      }
    } catch (IOException e) {
      throw SandboxRun.unusable(e);
    }
    next();
    return ExitCode.FINE;
  }

  private Inventory open() throws IOException {
    return Inventory.open(Session.sandboxStore(session.project()), PATIENCE);
  }

  /** By address, with or without the stack before it; else by id; else by name. */
  private List<SandboxObject> found(String which, Inventory inventory) throws IOException {
    List<SandboxObject> objects = inventory.objects();
    Path ground = session.project().workplace("sandbox");
    List<SandboxAddresses.Recorded> recorded =
        SandboxAddresses.recorded(ground).stream()
            .filter(
                each ->
                    Breakage.matches(which, each.address())
                        || Breakage.matches(which, each.stack() + "/" + each.address()))
            .toList();
    List<SandboxObject> found =
        objects.stream()
            .filter(
                object ->
                    recorded.stream()
                        .anyMatch(
                            each ->
                                each.type().equals(object.type()) && each.id().equals(object.id())))
            .toList();
    if (found.isEmpty()) {
      found = objects.stream().filter(each -> Breakage.matches(which, each.id())).toList();
    }
    if (found.isEmpty()) {
      found = objects.stream().filter(each -> Breakage.matches(which, each.name())).toList();
    }
    if (found.isEmpty()) {
      throw gone(which);
    }
    return found;
  }

  private static SandboxObject only(String which, List<SandboxObject> found) {
    if (found.size() > 1) {
      throw new StopException(
          StopException.Reason.USAGE,
          Printable.text(
              "\"%s\" may be any of %s. Say which."
                  .formatted(
                      which,
                      found.stream()
                          .limit(5)
                          .map(each -> each.type() + " " + each.id())
                          .collect(Collectors.joining(", ")))));
    }
    return found.get(0);
  }

  private StopException gone(String which) {
    return new StopException(
        StopException.Reason.USAGE,
        Printable.text(
            "The sandbox holds nothing that is called \"%s\". `tollgate sandbox status%s` lists what there is."
                .formatted(which, session.project().options())));
  }

  private void next() {
    String where = session.project().options();
    session
        .talk()
        .note(
            "tollgate drift --sandbox%s finds it, tollgate deploy --sandbox%s puts it back."
                .formatted(where, where));
  }
}
