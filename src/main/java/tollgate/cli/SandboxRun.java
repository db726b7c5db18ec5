package tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.report.Printable;
import tollgate.sandbox.Options;
import tollgate.sandbox.Sandbox;
import tollgate.sandbox.SandboxObject;
import tollgate.workflow.StopException;

/** What exists in the sandbox, and its end. */
final class SandboxRun {
  private final Session session;
  private final Path ground;

  SandboxRun(Session session) {
    this.session = session;
    this.ground = session.project().workplace("sandbox");
  }

  ExitCode status(Format format) {
    List<SandboxObject> objects = objects();
    session
        .rim()
        .out()
        .print(
            switch (format) {
              case text -> text(objects);
              case json -> json(objects);
            });
    return ExitCode.FINE;
  }

  private List<SandboxObject> objects() {
    Path store = Session.sandboxStore(session.project());
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Sandbox sandbox = Sandbox.start(store, Options.standard().withTypes(Set.of()))) {
      return sandbox.objects();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String text(List<SandboxObject> objects) {
    if (objects.isEmpty()) {
      return "The sandbox is empty.%n".formatted();
    }
    StringBuilder text = new StringBuilder();
    for (SandboxObject object : objects) {
      text.append(Printable.text("%-40s %s".formatted(object.type(), object.name())));
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String json(List<SandboxObject> objects) {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode document = json.createObjectNode().put("schemaVersion", 1);
    document.putArray("objects");
    for (SandboxObject object : objects) {
      document
          .withArray("objects")
          .addObject()
          .put("type", object.type())
          .put("id", object.id())
          .put("name", object.name())
          .put("created", object.created().toString());
    }
    try {
      return json.writeValueAsString(document) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExitCode reset() {
    Path store = Session.sandboxStore(session.project());
    if (!Files.exists(ground)) {
      session.talk().note("The sandbox was empty already.");
      return ExitCode.FINE;
    }
    try {
      if (Files.exists(store)) {
        Sandbox.reset(store);
      }
      deleteAll(ground);
    } catch (IOException e) {
      throw unusable(e);
    }
    session.talk().note("The sandbox is empty.");
    return ExitCode.FINE;
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static StopException unusable(IOException e) {
    return new StopException(
        StopException.Reason.TERRAFORM,
        "The sandbox cannot be used: " + Printable.text(String.valueOf(e.getMessage())));
  }
}
