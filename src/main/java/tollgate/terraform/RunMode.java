package tollgate.terraform;

import java.util.Map;

/** Against what terraform runs. */
public sealed interface RunMode {

  /** Names the directory under .tollgate, so that the states of the two can never meet. */
  String word();

  /**
   * The simulated provider of the sandbox.
   *
   * @param provider what terraform's environment needs to find it
   */
  record Sandbox(Map<String, String> provider) implements RunMode {

    public static final String REATTACH = "TF_REATTACH_PROVIDERS";

    /** Where the sandbox keeps the states; the name of one is put behind it. */
    public static final String STATES = "TOLLGATE_SANDBOX_STATES";

    public Sandbox {
      provider = Map.copyOf(provider);
      // An empty value makes terraform fall back to an installed provider: the real cloud.
      if (provider.getOrDefault(REATTACH, "").isBlank()) {
        throw new IllegalArgumentException(
            "the sandbox gave no " + REATTACH + ", and terraform would use a real provider");
      }
    }

    /** What terraform's http backend needs to find this state. */
    public Map<String, String> stateOf(String name) {
      String address = provider.getOrDefault(STATES, "") + "/" + name;
      return Map.of(
          "TF_HTTP_ADDRESS", address,
          "TF_HTTP_LOCK_ADDRESS", address,
          "TF_HTTP_UNLOCK_ADDRESS", address);
    }

    @Override
    public String word() {
      return "sandbox";
    }
  }

  /** The real Google Cloud. */
  record Cloud() implements RunMode {
    @Override
    public String word() {
      return "cloud";
    }
  }
}
