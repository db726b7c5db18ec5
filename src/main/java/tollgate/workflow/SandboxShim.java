package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import stacks.StackInfo;
import tollgate.text.ShellWord;

/**
 * A {@code terraform} for programs that run it themselves, cdktf first of all. It works in the
 * sandbox's copy of a stack with the sandbox's state, so that neither a real backend nor the
 * synthesized files are touched, and leaves out {@code providers lock}, which asks the registry. In
 * a directory of the user's own it does the same, through links to what lies there.
 */
public final class SandboxShim {

  private SandboxShim() {}

  /** Writes the script; its directory holds nothing else and can lead a PATH. */
  public static Path write(Ground ground) {
    try {
      Path directory = Files.createDirectories(ground.directory().resolve("bin"));
      Path script = directory.resolve("terraform").toAbsolutePath();
      replace(script, script(ground));
      // OpenTofu goes the same way: with the simulated provider a state of the cloud would be lost.
      Path tofu = script.resolveSibling("tofu");
      if (!Files.isSymbolicLink(tofu)) {
        Files.createSymbolicLink(tofu, script.getFileName());
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a whole: a shell reads a script while it runs it, and another run may be at it now. */
  private static void replace(Path script, String text) throws IOException {
    if (Files.exists(script) && Files.readString(script).equals(text)) {
      return;
    }
    Path fresh = Files.createTempFile(script.getParent(), "terraform", ".new");
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
    override=backend_override.tf.json
    if [ "${0##*/}" = tofu ]; then
      here=$ground/bin
      real=$(PATH=${PATH#"$here:"}; command -v tofu) || real=
      if [ -z "$real" ] || [ "$real" -ef "$here/tofu" ]; then
        echo "tollgate: tofu was not found: install OpenTofu, or use terraform." >&2
        exit 7
      fi
    fi
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
    own=$(cd "$stack" && pwd -P)
    name=$(basename "$own")
    # Links in place of a directory's files, in which terraform leaves its own ones.
    mirror() {
      mkdir -p "$2"
      find "$2" -maxdepth 1 -type l -exec rm -f {} +
      ln -s "$1"/* "$2" 2>/dev/null || :
    }
    if [ -f "$own/cdk.tf.json" ]; then
      case $name in
        *[!A-Za-z0-9_-]*) echo "tollgate: $name is no name of a stack." >&2; exit 2 ;;
      esac
      work=$ground/work/$name
      mkdir -p "$work"
      rm -f "$work"/*.tf.json
      cp "$own/cdk.tf.json" "$work/cdk.tf.json"
      if [ -d "$own/assets" ]; then cp -R "$own/assets" "$work/"; fi
    elif [ -n "$(find "$own" -maxdepth 1 \\( -name '*.tf' -o -name '*.tf.json' \\))" ]; then
      # A configuration of one's own: neither its backend nor a state that lies there is the sandbox's.
      name=own-$(printf %%s "$name" | tr -c A-Za-z0-9_- - | cut -c 1-60)-$(printf %%s "$own" | cksum | cut -d ' ' -f 1)
      # Modules are looked for beside it and one directory further up.
      up=$(dirname "$own")
      mirror "$(dirname "$up")" "$ground/work/$name"
      mirror "$up" "$ground/work/$name/.up"
      work=$ground/work/$name/.up/.here
      # Of several overrides the last one counts.
      override=zzz_tollgate_override.tf.json
      mirror "$own" "$work"
      find "$work" -maxdepth 1 -type l -name 'terraform.tfstate*' -exec rm -f {} +
      echo "tollgate: in the sandbox; the state of this directory is $ground/$name/terraform.tfstate and no other." >&2
      if [ "${1-}" = init ]; then
        # They are for the backend that is left alone.
        for argument in "$@"; do
          shift
          case $argument in
            -backend-config=*|--backend-config=*) ;;
            *) set -- "$@" "$argument" ;;
          esac
        done
      fi
    else
      echo "tollgate: $own holds no configuration: no cdk.tf.json of a synthesized stack, no .tf and no .tf.json." >&2
      exit 2
    fi
    rm -f "$work/$override"
    printf '{"terraform":{"backend":{"http":{}}}}\\n' >"$work/$override"
    # A backend on record, another one or as another version knows it, would make init ask to move its state.
    record=$work/.terraform/terraform.tfstate
    if [ "${1-}" = init ]; then rm -f "$record"; fi
    export TF_HTTP_ADDRESS="$TOLLGATE_SANDBOX_STATES/$name"
    export TF_HTTP_LOCK_ADDRESS="$TF_HTTP_ADDRESS" TF_HTTP_UNLOCK_ADDRESS="$TF_HTTP_ADDRESS"
    cd "$work"
    exec "$real" "$@"
    """
        .formatted(
            ShellWord.quoted(ground.binary().path().toString()),
            ShellWord.quoted(directory.toString()));
  }
}
