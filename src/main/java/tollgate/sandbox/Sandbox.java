package tollgate.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tollgate.sandbox.cloud.Incidents;
import tollgate.sandbox.cloud.Rehearsal;
import tollgate.sandbox.cloud.Remnants;
import tollgate.sandbox.cloud.World;
import tollgate.sandbox.provider.Doubts;
import tollgate.sandbox.provider.Provider;
import tollgate.sandbox.state.StateServer;
import tollgate.sandbox.state.States;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.wire.PluginServer;
import tollgate.schema.Schema;

/** A running simulated provider and the objects it keeps. */
public final class Sandbox implements AutoCloseable {
  /**
   * Everything that speaks to Google: a beta provider that were left out would be installed and
   * reach the real cloud. OpenTofu knows the same ones by another name.
   */
  private static final List<String> PROVIDERS =
      List.of(
          "registry.terraform.io/hashicorp/google",
          "registry.terraform.io/hashicorp/google-beta",
          "registry.opentofu.org/hashicorp/google",
          "registry.opentofu.org/hashicorp/google-beta");

  private final Local objects;
  private final PluginServer server;
  private final Optional<StateServer> states;
  private final Doorway doorway;
  private final Incidents incidents;

  private Sandbox(
      Local objects,
      PluginServer server,
      Optional<StateServer> states,
      Doorway doorway,
      Incidents incidents) {
    this.objects = objects;
    this.server = server;
    this.states = states;
    this.doorway = doorway;
    this.incidents = incidents;
  }

  /**
   * Starts the simulated provider.
   *
   * @param store directory of the sandbox, made if need be
   * @throws IOException when another process uses the sandbox for longer than the options'
   *     patience, when the disk refuses, or when the store is damaged
   */
  public static Sandbox start(Path store, Options options) throws IOException {
    Schema schema = Schema.google();
    ObjectStore objects = ObjectStore.open(store, options.patience(), options.clock());
    List<AutoCloseable> opened = new ArrayList<>();
    opened.add(objects);
    try {
      Optional<States> states = options.states().map(States::new);
      Doubts doubts = new Doubts(objects, states);
      doubts.settle();
      states.ifPresent(kept -> kept.whenFree(doubts::settleLater));
      Collection<String> resources = options.types().orElseGet(schema::resourceTypes);
      Collection<String> sources = options.types().orElseGet(schema::dataSourceTypes);
      Incidents incidents = new Incidents();
      World world = new World(objects, Remnants.open(store), options.clock());
      Provider provider =
          new Provider(
              schema,
              known(resources, schema.resourceTypes()),
              known(sources, schema.dataSourceTypes()),
              objects,
              doubts,
              world,
              new Rehearsal(store),
              incidents,
              options.strict(),
              options.clock());
      Local local = new Local(objects);
      Doorway doorway = Doorway.open(store, local);
      opened.add(doorway);
      Optional<StateServer> stateServer = Optional.empty();
      if (states.isPresent()) {
        stateServer = Optional.of(StateServer.start(states.get()));
        opened.add(stateServer.get());
      }
      PluginServer server =
          PluginServer.start(provider, peer -> states.flatMap(kept -> kept.workedOnBy(peer)));
      return new Sandbox(local, server, stateServer, doorway, incidents);
    } catch (IOException | RuntimeException refused) {
      closeAll(opened, refused);
      throw refused;
    }
  }

  private static void closeAll(List<AutoCloseable> opened, Exception because) {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception too) {
        because.addSuppressed(too);
      }
    }
  }

  private static List<String> known(Collection<String> wanted, Set<String> all) {
    return wanted.stream().filter(all::contains).sorted().toList();
  }

  /**
   * What terraform's environment needs. Never empty: with an empty value terraform would start an
   * installed provider, which might be the real one.
   */
  public Map<String, String> environment() {
    // "Test" keeps terraform from killing this process at the end of a command. The number must be
    // that of a living process: terraform looks each second and drops its calls when it is gone.
    String here =
        "{\"Protocol\":\"grpc\",\"ProtocolVersion\":5,\"Pid\":%d,\"Test\":true,\"Addr\":{\"Network\":\"tcp\",\"String\":\"127.0.0.1:%d\"}}"
            .formatted(ProcessHandle.current().pid(), server.port());
    Map<String, String> environment = new HashMap<>();
    states.ifPresent(kept -> environment.putAll(kept.environment()));
    environment.put(
        "TF_REATTACH_PROVIDERS",
        PROVIDERS.stream()
            .map(provider -> "\"%s\":%s".formatted(provider, here))
            .collect(Collectors.joining(",", "{", "}")));
    return Map.copyOf(environment);
  }

  /** What exists, in the order in which it came into being. */
  public List<SandboxObject> objects() {
    return objects.objects();
  }

  /** What failed so far because of a rule, or because it was broken on purpose. */
  public Incidents incidents() {
    return incidents;
  }

  /**
   * Deletes what exists.
   *
   * @throws IOException when a running sandbox uses the directory
   */
  public static void reset(Path store) throws IOException {
    try (ObjectStore objects = ObjectStore.open(store, Duration.ZERO, Clock.systemUTC())) {
      objects.clear();
    }
  }

  /** Stops serving at once and closes the store. */
  @Override
  public void close() {
    server.close();
    states.ifPresent(StateServer::close);
    doorway.close();
    objects.close();
  }
}
