package tollgate.google;

/** The APIs of Google that are called; their host is {@code word.googleapis.com}. */
public enum Api {
  BILLING("cloudbilling"),
  IAM("iam"),
  IAM_CREDENTIALS("iamcredentials"),
  OAUTH("oauth2"),
  RESOURCE_MANAGER("cloudresourcemanager"),
  SERVICE_USAGE("serviceusage"),
  STORAGE("storage"),
  STS("sts");

  private final String word;

  Api(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
