package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cost and prices commands beside text and JSON. */
class CostCommandTest {

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void plan() throws IOException {
    runs = Runs.in(directory);
    Files.writeString(directory.resolve("plan.json"), ExitCodesTest.FILESTORE);
  }

  @Test
  void a_bill_is_also_rows_and_infracosts_shape() throws IOException {
    assertThat(runs.run("cost", "--plan", "plan.json", "--format", "csv").out())
        .contains("google_filestore_instance")
        .contains(",163.84,");
    assertThat(
            new ObjectMapper()
                .readTree(runs.run("cost", "--plan", "plan.json", "--format", "infracost").out())
                .path("totalMonthlyCost")
                .asText())
        .isEqualTo("163.84");
  }

  @Test
  void a_template_of_usage_can_be_used_at_once() throws IOException {
    Files.writeString(
        directory.resolve("plan.json"),
        """
        {"format_version": "1.2", "resource_changes": [{"address": "google_storage_bucket.b",
          "mode": "managed", "type": "google_storage_bucket", "name": "b", "change": {"actions":
          ["create"], "before": null, "after": {"location": "US", "storage_class": "STANDARD"}}}]}
        """);
    Runs.Ran template = runs.run("cost", "--plan", "plan.json", "--usage-template");
    assertThat(template.exit()).as(template.all()).isZero();
    Files.writeString(
        directory.resolve("usage.yaml"),
        template.out().replace("storage_gib: 0", "storage_gib: 500"));

    Runs.Ran ran =
        runs.run("cost", "--plan", "plan.json", "--usage", "usage.yaml", "--format", "json");

    assertThat(new ObjectMapper().readTree(ran.out()).path("usage").asText()).isEqualTo("13");
  }

  @Test
  void a_plan_cut_short_too_deep_or_of_another_kind_is_one_sentence() throws IOException {
    String[] wrong = {
      ExitCodesTest.FILESTORE.substring(0, 60),
      "[".repeat(100_000),
      "{\"a\":".repeat(5_000),
      "[]",
      "",
      "\u0000"
    };
    for (String text : wrong) {
      Files.writeString(directory.resolve("plan.json"), text);
      Runs.Ran ran = runs.run("cost", "--plan", "plan.json");
      assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("The plan plan.json").doesNotContain("Exception");
    }
  }

  @Test
  void a_plan_larger_than_the_limit_is_refused_before_it_is_parsed() throws IOException {
    try (var file =
        Files.newByteChannel(
            directory.resolve("large.json"),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      file.position(200L << 20);
      file.write(java.nio.ByteBuffer.wrap(new byte[] {'}'}));
    }

    Runs.Ran ran = runs.run("cost", "--plan", "large.json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("larger than 64 MiB; plan fewer resources at once");
  }

  @Test
  void prices_are_searched_by_several_words() {
    assertThat(runs.run("prices", "show", "sql micro zonal").out())
        .contains("sql.enterprise.db-f1-micro.zonal.hour")
        .doesNotContain("regional");
    assertThat(runs.run("prices", "show", "image").out()).contains("2024-04-04, old");
    assertThat(runs.run("prices", "age").out()).contains("prices are older than 180 days");
  }

  @Test
  void a_refresh_without_a_credential_says_what_to_set() {
    Runs.Ran ran =
        runs.with("GOOGLE_API_KEY", "")
            .with("GOOGLE_OAUTH_ACCESS_TOKEN", "")
            .with("GOOGLE_CREDENTIALS", "")
            .with("GOOGLE_APPLICATION_CREDENTIALS", "")
            .with("HOME", directory.toString())
            .run("prices", "refresh");

    assertThat(ran.exit()).isEqualTo(7);
    assertThat(ran.err()).contains("GOOGLE_API_KEY");
  }

  @Test
  void a_refresh_writes_new_files_and_tells_what_changed() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              """
              {"skus": [{"skuId": "E5F0-6A5D-7BAD", "serviceRegions": ["us-central1"],
                "pricingInfo": [{"pricingExpression": {"usageUnit": "GiBy.mo", "tieredRates":
                [{"unitPrice": {"units": "0", "nanos": 23000000}}]}}]}]}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Runs.Ran ran =
          runs.with("GOOGLE_API_KEY", "secret-key")
              .with("TOLLGATE_GOOGLE_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort())
              .run("prices", "refresh", "--out", "new");

      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(ran.out())
          .contains("storage.standard.gib-month")
          .contains("0.02 -> 0.023 USD per GiB-month (+15.0 %)")
          .contains("1 changed, 0 the same, 33 not compared");
      assertThat(ran.all()).doesNotContain("secret-key");
      assertThat(Files.readString(directory.resolve("new/us-central1.csv")))
          .contains("0.023,0,Cloud Billing Catalog SKU E5F0-6A5D-7BAD,2026-11-22,read");
    } finally {
      server.stop(0);
    }
  }
}
