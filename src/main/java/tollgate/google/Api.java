package tollgate.google;

/** The APIs of Google that are called; their host is {@code word.googleapis.com}. */
public enum Api {
  BILLING("cloudbilling"),
  COMPUTE("compute"),
  IAM("iam"),
  IAM_CREDENTIALS("iamcredentials"),
  LOGGING("logging"),
  OAUTH("oauth2"),
  ORG_POLICY("orgpolicy"),
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
