package stacks.parts;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableValidationConfig;
import java.util.List;

/**
 * A variable whose value lives for one run of Terraform and may only go where nothing keeps it:
 * into write-only arguments.
 */
public final class EphemeralSecret {
  private EphemeralSecret() {}

  /** Declares it; the expression {@code ${var.NAME}} stands for its value. */
  public static void declare(StackScope scope, String name, String description) {
    TerraformVariable variable =
        TerraformVariable.Builder.create(scope.construct(), name)
            .type("string")
            .description(description)
            .sensitive(true)
            .nullable(false)
            // These characters need no escaping where the value becomes part of an address.
            .validation(
                List.of(
                    TerraformVariableValidationConfig.builder()
                        .condition("${can(regex(\"^[A-Za-z0-9]{24,128}$\", var." + name + "))}")
                        .errorMessage(name + " must be 24 to 128 letters and digits.")
                        .build()))
            .build();
    variable.addOverride("ephemeral", true);
    scope.addSecretVariable(name);
  }
}
