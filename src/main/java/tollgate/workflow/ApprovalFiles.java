package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.guard.Approval;
import tollgate.report.Printable;
import tollgate.text.Sha256;
import tollgate.text.WholeFile;

/**
 * Approvals as files, each named after the digest of what was approved, so that one job can approve
 * and another deploy. A file binds words to plans. With a key it also proves that it was written by
 * somebody who has the key; without one, who may write it is for the place it lies in.
 */
public final class ApprovalFiles {
  private static final int SCHEMA_VERSION = 1;
  private static final String ENDING = ".json";
  private static final String SEAL = "seal";
  private static final String SIGNATURE = "signature";

  private final Path directory;
  private final Optional<ApprovalKey> key;
  private final boolean signed;

  /**
   * @param directory {@code .tollgate/approvals}
   * @param key with one, only what it has signed counts
   * @param signed whether nothing counts without a key
   */
  public ApprovalFiles(Path directory, Optional<ApprovalKey> key, boolean signed) {
    this.directory = directory;
    this.key = key;
    this.signed = signed;
  }

  /** The place of a project's approvals. */
  public static ApprovalFiles of(Project project, Optional<ApprovalKey> key, boolean signed) {
    return new ApprovalFiles(project.tollgate().resolve("approvals"), key, signed);
  }

  /**
   * Makes sure that an approval can be signed where it has to be.
   *
   * @throws StopException when the key is missing
   */
  public void refuseWithoutKey() {
    if (signed && key.isEmpty()) {
      throw new StopException(
          StopException.Reason.PREREQUISITE,
          "policy.signed_approvals wants approvals signed, and %s is not in the environment. Set it to the secret that the approving and the deploying job share."
              .formatted(ApprovalKey.VARIABLE));
    }
  }

  /**
   * Writes an approval, signed where there is a key; returns its file.
   *
   * @throws StopException when the key is missing
   */
  public Path write(GivenApproval approval) {
    refuseWithoutKey();
    ObjectMapper json = new ObjectMapper();
    String digest = approval.basis().digest();
    ObjectNode document = json.createObjectNode();
    document.put("schemaVersion", SCHEMA_VERSION);
    document.put("digest", digest);
    document.put("who", approval.who());
    document.put("when", approval.when().toString());
    approval.kinds().stream().sorted().map(Approval::json).forEach(document.putArray("kinds")::add);
    document.set("basis", approval.basis().json());
    document.put(SEAL, seal(approval));
    key.ifPresent(secret -> document.put(SIGNATURE, secret.sign(content(approval))));
    Path file = directory.resolve(digest + ENDING);
    try {
      Files.createDirectories(directory);
      WholeFile.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the approval cannot be written to %s: %s".formatted(file, e.getMessage()), e);
    }
    return file;
  }

  /**
   * The approval of exactly this.
   *
   * @throws StopException when there is a file for it that somebody has edited, or that is not
   *     signed as it has to be
   */
  public Optional<GivenApproval> find(ApprovalBasis now) {
    Path file = directory.resolve(now.digest() + ENDING);
    Optional<GivenApproval> exact = read(file);
    if (Files.isRegularFile(file) && exact.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "The approval %s is not as it was written, so it counts for nothing. Delete it and have the plans approved again."
              .formatted(Printable.text(file.toString())));
    }
    Optional<GivenApproval> approval = exact.filter(each -> each.basis().equals(now));
    approval.ifPresent(each -> refuseUnsigned(each, file));
    return approval;
  }

  private void refuseUnsigned(GivenApproval approval, Path file) {
    refuseWithoutKey();
    if (key.isPresent() && !key.get().verifies(content(approval), signature(file))) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "The approval %s is not signed with the key in %s, so it counts for nothing. Have the plans approved where that key is."
              .formatted(Printable.text(file.toString()), ApprovalKey.VARIABLE));
    }
  }

  private static String signature(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file)).path(SIGNATURE).asText();
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** Who agreed to what: a digest over everything that the file says. */
  private static String seal(GivenApproval approval) {
    return Sha256.hex(content(approval));
  }

  /** One text for each approval: all but the author's name are of one line. */
  private static String content(GivenApproval approval) {
    List<String> kinds = approval.kinds().stream().sorted().map(Approval::json).toList();
    return String.join(
        "\n",
        approval.basis().digest(),
        approval.who(),
        approval.when().toString(),
        String.join(",", kinds));
  }

  /** What has changed since the newest approval of the same stacks, in words. */
  public Optional<String> voided(ApprovalBasis now) {
    return all().stream()
        .filter(approval -> approval.basis().isAboutTheSame(now))
        .max(Comparator.comparing(GivenApproval::when))
        .map(
            approval ->
                "%s changed since %s approved it, so the approval is void. Plan again and have that approved."
                    .formatted(
                        String.join(" and ", approval.basis().differencesTo(now)),
                        Printable.text(approval.who())));
  }

  private List<GivenApproval> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<GivenApproval> all = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(ENDING))
          .forEach(file -> read(file).ifPresent(all::add));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that says other things than its name and its seal stand for counts for nothing. */
  private static Optional<GivenApproval> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(file));
      ApprovalBasis basis = ApprovalBasis.of(document.path("basis"));
      String name = String.valueOf(file.getFileName());
      if (document.path("schemaVersion").asInt() != SCHEMA_VERSION
          || !name.equals(basis.digest() + ENDING)) {
        return Optional.empty();
      }
      Set<Approval> kinds = new HashSet<>();
      for (Approval kind : Approval.values()) {
        for (JsonNode word : document.path("kinds")) {
          if (word.asText().equals(kind.json())) {
            kinds.add(kind);
          }
        }
      }
      GivenApproval approval =
          new GivenApproval(
              document.path("who").asText(),
              Instant.parse(document.path("when").asText()),
              kinds,
              basis);
      return Optional.of(approval)
          .filter(each -> seal(each).equals(document.path(SEAL).asText()))
          .filter(each -> each.basis().digest().equals(document.path("digest").asText()))
          .filter(each -> document.path("kinds").size() == each.kinds().size());
    } catch (IOException | DateTimeException unusable) {
      return Optional.empty();
    }
  }
}
