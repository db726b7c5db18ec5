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
  static Container of(String name, String image, int milliCpu, MemorySize memory) {
    return new Container(
        name,
        image,
        List.of(),
        List.of(),
        Optional.empty(),
        new TreeMap<>(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        milliCpu,
        memory,
        false);
  }

  Container runs(List<String> otherCommand, List<String> otherArguments) {
    return new Container(
        name,
        image,
        otherCommand,
        otherArguments,
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

  Container answers(int onPort, Probe startupProbe, Probe livenessProbe) {
    return new Container(
        name,
        image,
        command,
        arguments,
        Optional.of(onPort),
        environment,
        secrets,
        files,
        Optional.of(startupProbe),
        Optional.of(livenessProbe),
        milliCpu,
        memory,
        first);
  }

  Container knows(Map<String, String> plain, Map<String, Secret> secret) {
    return new Container(
        name,
        image,
        command,
        arguments,
        port,
        new TreeMap<>(plain),
        secret,
        files,
        startup,
        liveness,
        milliCpu,
        memory,
        first);
  }

  Container sees(Optional<Files> place) {
    return new Container(
        name,
        image,
        command,
        arguments,
        port,
        environment,
        secrets,
        place,
        startup,
        liveness,
        milliCpu,
        memory,
        first);
  }

  Container startsFirst(Probe startupProbe) {
    return new Container(
        name,
        image,
        command,
        arguments,
        port,
        environment,
        secrets,
        files,
        Optional.of(startupProbe),
        liveness,
        milliCpu,
        memory,
        true);
  }
}
