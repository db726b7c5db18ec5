package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import stacks.StackInfo;

/**
 * A {@code terraform} for programs that run it themselves, cdktf first of all. It works in the
 * sandbox's copy of a stack with the sandbox's state, so that neither a real backend nor the
 * synthesized files are touched, and leaves out {@code providers lock}, which asks the registry.
 */
public final class SandboxShim {

  private SandboxShim() {}

  /** Writes the script; its directory holds nothing else and can lead a PATH. */
  public static Path write(Ground ground) {
    try {
      Path directory = Files.createDirectories(ground.directory().resolve("bin"));
      Path script = directory.resolve("terraform").toAbsolutePath();
      Files.writeString(script, script(ground));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values for the secrets of a stack. */
  public static Map<String, String> secrets(StackInfo stack) {
    return new Secrets(new SecureRandom()).valuesFor(Synthesized.configuration(stack));
  }

  private static String script(Ground ground) {
    Path directory = ground.directory().toAbsolutePath();
    return """
    #!/bin/sh
    # Written by tollgate: terraform, kept in the sandbox. Made anew by each `tollgate sandbox exec`.
    set -eu
    real=%s
    ground=%s
    stack=.
    case ${1-} in
      -chdir=*) stack=${1#-chdir=}; shift ;;
    esac
    case "${1-} ${2-}" in
      "providers lock")
        echo "tollgate: the sandbox's provider needs no lock; left out." >&2
        exit 0 ;;
    esac
    case ${1-} in
      ''|version|-version|--version|-v|-help|--help|-h|fmt) exec "$real" "$@" ;;
    esac
    if [ -z "${TF_REATTACH_PROVIDERS-}" ] || [ -z "${TOLLGATE_SANDBOX_STATES-}" ]; then
      echo "tollgate: the sandbox does not run here; use tollgate sandbox exec -- COMMAND." >&2
      exit 7
    fi
    if [ ! -f "$stack/cdk.tf.json" ]; then
      echo "tollgate: in the sandbox terraform runs in a synthesized stack, as cdktf.out/stacks/lake." >&2
      exit 2
    fi
    name=$(cd "$stack" && basename "$(pwd -P)")
    case $name in
      *[!A-Za-z0-9_-]*) echo "tollgate: $name is no name of a stack." >&2; exit 2 ;;
    esac
    work=$ground/work/$name
    mkdir -p "$work"
    rm -f "$work"/*.tf.json
    cp "$stack/cdk.tf.json" "$work/cdk.tf.json"
    if [ -d "$stack/assets" ]; then cp -R "$stack/assets" "$work/"; fi
    printf '{"terraform":{"backend":{"http":{}}}}\\n' >"$work/backend_override.tf.json"
    # Another backend on record would make terraform ask to move that state.
    record=$work/.terraform/terraform.tfstate
    if [ -f "$record" ] && ! grep -q '"type": "http"' "$record"; then rm "$record"; fi
    export TF_HTTP_ADDRESS="$TOLLGATE_SANDBOX_STATES/$name"
    export TF_HTTP_LOCK_ADDRESS="$TF_HTTP_ADDRESS" TF_HTTP_UNLOCK_ADDRESS="$TF_HTTP_ADDRESS"
    cd "$work"
    exec "$real" "$@"
    """
        .formatted(quoted(ground.binary().path().toString()), quoted(directory.toString()));
  }

  /** For a shell: between single quotes nothing has a meaning. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
