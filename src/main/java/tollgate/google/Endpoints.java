package tollgate.google;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the APIs are. Another place can be named by the environment only, never by a file of the
 * project, and only on this machine: whatever is there gets the tokens.
 */
public final class Endpoints {
  /** Names another place for all APIs; each then lies below it under its own word. */
  public static final String VARIABLE = "TOLLGATE_GOOGLE_ENDPOINT";

  private static final Pattern THIS_MACHINE =
      Pattern.compile("http://(?:127\\.0\\.0\\.1|localhost|\\[::1]):[0-9]{1,5}/?");

  private final Optional<String> elsewhere;

  private Endpoints(Optional<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /**
   * What the environment says.
   *
   * @throws GoogleException when it names a place that must not get tokens
   */
  static Endpoints of(Map<String, String> environment) throws GoogleException {
    String named = environment.getOrDefault(VARIABLE, "");
    if (named.isEmpty()) {
      return new Endpoints(Optional.empty());
    }
    if (!THIS_MACHINE.matcher(named).matches()) {
      throw new GoogleException(
          new GoogleProblem(
              GoogleProblem.Kind.REFUSED_HERE,
              VARIABLE + " names another machine, which would get your tokens.",
              "Unset it, or name an address as http://127.0.0.1:8080."));
    }
    return new Endpoints(
        Optional.of(named.endsWith("/") ? named.substring(0, named.length() - 1) : named));
  }

  URI of(Api api, String path) {
    return URI.create(
        elsewhere
                .map(base -> base + "/" + api.word())
                .orElse("https://" + api.word() + ".googleapis.com")
            + path);
  }

  /**
   * On another host than an API's, a registry's.
   *
   * @throws IllegalArgumentException when the two make no address
   */
  URI of(String host, String path) {
    return URI.create(elsewhere.map(base -> base + "/" + host).orElse("https://" + host) + path);
  }
}
