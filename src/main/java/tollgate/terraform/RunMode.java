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

    public Sandbox {
      provider = Map.copyOf(provider);
      // An empty value makes terraform fall back to an installed provider: the real cloud.
      if (provider.getOrDefault(REATTACH, "").isBlank()) {
        throw new IllegalArgumentException(
            "the sandbox gave no " + REATTACH + ", and terraform would use a real provider");
      }
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
