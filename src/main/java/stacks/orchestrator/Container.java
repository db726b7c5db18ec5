package stacks.orchestrator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tollgate.config.MemorySize;

/**
 * One container.
 *
 * @param name unique among those of one orchestrator
 * @param image as it is known outside the project: of Docker Hub, or with its registry
 * @param command instead of the image's own; empty keeps that
 * @param arguments after the command; empty keeps the image's own
 * @param port it answers on; empty when nobody calls it from outside
 * @param environment plain variables by name
 * @param secrets by the variable that holds them, in the order they are made
 * @param files where the orchestrator's files are to be seen; empty when it needs none
 * @param startup asked before anything else starts or calls it
 * @param liveness asked from then on
 * @param milliCpu thousandths of a vCPU
 * @param memory what it may use
 * @param first true when the main container must wait for this one
 */
public record Container(
    String name,
    String image,
    List<String> command,
    List<String> arguments,
    Optional<Integer> port,
    SortedMap<String, String> environment,
    Map<String, Secret> secrets,
    Optional<Files> files,
    Optional<Probe> startup,
    Optional<Probe> liveness,
    int milliCpu,
    MemorySize memory,
    boolean first) {
  public Container {
    command = List.copyOf(command);
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
  }

  /**
   * Where a container sees the orchestrator's files.
   *
   * @param path in the container
   * @param readOnly true when it never writes there
   * @param folder below the root of the place they are kept in; empty for all of it
   * @param user the numeric id that the container runs as and that must be able to read them
   */
  public record Files(String path, boolean readOnly, Optional<String> folder, int user) {}

  /** A container that only has a name, an image and a size so far. */
  static Draft of(String name, String image, int milliCpu, MemorySize memory) {
    return new Draft(name, image, milliCpu, memory);
  }

  /** A container that is being described. */
  static final class Draft {
    private final String name;
    private final String image;
    private final int milliCpu;
    private final MemorySize memory;
    private List<String> command = List.of();
    private List<String> arguments = List.of();
    private Optional<Integer> port = Optional.empty();
    private SortedMap<String, String> environment = new TreeMap<>();
    private Map<String, Secret> secrets = Map.of();
    private Optional<Files> files = Optional.empty();
    private Optional<Probe> startup = Optional.empty();
    private Optional<Probe> liveness = Optional.empty();
    private boolean first;

    private Draft(String name, String image, int milliCpu, MemorySize memory) {
      this.name = name;
      this.image = image;
      this.milliCpu = milliCpu;
      this.memory = memory;
    }

    Draft runs(List<String> otherCommand, List<String> otherArguments) {
      command = otherCommand;
      arguments = otherArguments;
      return this;
    }

    Draft answers(int onPort, Probe startupProbe, Probe livenessProbe) {
      port = Optional.of(onPort);
      startup = Optional.of(startupProbe);
      liveness = Optional.of(livenessProbe);
      return this;
    }

    Draft knows(Map<String, String> plain, Map<String, Secret> secret) {
      environment = new TreeMap<>(plain);
      secrets = secret;
      return this;
    }

    Draft sees(Optional<Files> place) {
      files = place;
      return this;
    }

    Draft startsFirst(Probe startupProbe) {
      startup = Optional.of(startupProbe);
      first = true;
      return this;
    }

    Container container() {
      return new Container(
          name,
          image,
          command,
          arguments,
          port,
          environment,
          secrets,
          files,
          startup,
          liveness,
          milliCpu,
          memory,
          first);
    }
  }
}
