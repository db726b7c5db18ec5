package tollgate.config;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/**
 * A rule of the gate set aside for some resources, by somebody, for a reason, until a day.
 *
 * @param rule which rule
 * @param address a resource address in which {@code *} stands for any characters
 * @param reason why, in a sentence
 * @param owner who answers for it
 * @param expires the last day on which it counts
 */
public record Waiver(RuleId rule, String address, String reason, Email owner, LocalDate expires) {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9_.*\\[\\]\"/@:-]{1,300}");

  private static final Field<RuleId> RULE =
      Field.of("rule", RuleId.KIND).means("The rule that is set aside.").like("cost/filestore");
  private static final Field<String> ADDRESS_GLOB =
      Field.of(
              "address",
              Kind.text("address pattern", Waiver::address, Kind.matching("^[^\\s${}%]{1,300}$")))
          .means("Address of a resource; * stands for any characters.")
          .like("google_filestore_instance.*");
  private static final Field<String> REASON =
      Field.of("reason", Kind.words("sentence", 10))
          .means("Why, in a sentence that a reviewer understands in a year.")
          .like("the vendor's tool needs a POSIX file system");
  private static final Field<Email> OWNER =
      Field.of("owner", Email.KIND).means("Who answers for it.").like("ada@acme.example");
  private static final Field<LocalDate> EXPIRES =
      Field.of("expires", Times.DAY)
          .means("The last day on which the waiver counts.")
          .like("2027-01-31");

  static final Shape<Waiver> SHAPE =
      new Shape<>(
          "waiver",
          "A rule of the gate set aside for some resources until a day.",
          List.of(RULE, ADDRESS_GLOB, REASON, OWNER, EXPIRES),
          in ->
              new Waiver(
                  in.get(RULE),
                  in.get(ADDRESS_GLOB),
                  in.get(REASON),
                  in.get(OWNER),
                  in.get(EXPIRES)));

  public Waiver {
    new Faults().check(ADDRESS_GLOB, address).check(REASON, reason).check(EXPIRES, expires).raise();
  }

  private static String address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no address pattern. Write it as in google_filestore_instance.* .");
    }
    if (text.chars().allMatch(letter -> letter == '*' || letter == '.')) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " would waive the rule everywhere. Name at least the resource type.");
    }
    return text;
  }
}
