package tollgate.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Small shell scripts that stand in for terraform. */
final class Scripts {

  private Scripts() {}

  /** An executable file named {@code terraform} in a fresh directory. */
  static Path terraform(Path directory, String body) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path script = bin.resolve("terraform");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  static String telling(String version) {
    return "echo '{\"terraform_version\": \"" + version + "\"}'";
  }
}
