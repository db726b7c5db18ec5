package stacks.parts;

/**
 * Text that Terraform takes as it is. Settings are refused when they hold template syntax; this
 * keeps the promise a second time, where their text enters a stack.
 */
public final class Literal {
  private Literal() {}

  /** {@code text} with Terraform's template markers escaped: it reads back as the same text. */
  public static String of(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }
}
