package stacks.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tollgate.config.KmsKey;

/**
 * A key of Cloud KMS that a product of Google's may use: its account gets the right to encrypt and
 * decrypt with exactly this key before anything is made that asks for it. Costs nothing here; the
 * key is billed where it lies. Source: cloud.google.com/kms/docs/service-agents.
 *
 * @param name its full name
 * @param usable what must exist before the key can be used
 */
public record EncryptionKey(String name, List<ITerraformDependable> usable) {

  /** A product that encrypts what it keeps. */
  public enum Product {
    STORAGE("service-", "gs-project-accounts"),
    BIGQUERY("bq-", "bigquery-encryption");

    private final String prefix;
    private final String domain;

    Product(String prefix, String domain) {
      this.prefix = prefix;
      this.domain = domain;
    }
  }

  /** The keys of one stack, each granted to each product once. */
  public static final class Ring {
    private record Use(KmsKey key, Product product) {}

    private final StackScope scope;
    private final Map<Use, EncryptionKey> granted = new HashMap<>();

    public Ring(StackScope scope) {
      this.scope = scope;
    }

    /** The key, with the grant that lets the product use it. */
    public EncryptionKey forUseBy(Product product, KmsKey key) {
      return granted.computeIfAbsent(
          new Use(key, product),
          use -> {
            TerraformResource grant =
                scope.grant(
                    new Target.Key(key),
                    Role.of("cloudkms.cryptoKeyEncrypterDecrypter"),
                    agent(product),
                    "Encrypts and decrypts what it keeps");
            return new EncryptionKey(key.value(), List.of(grant));
          });
    }

    private Member agent(Product product) {
      return new Member(
          "agent " + product.domain,
          product.domain,
          "serviceAccount:%s%s@%s.iam.gserviceaccount.com"
              .formatted(product.prefix, scope.projectNumber(), product.domain));
    }
  }
}
