package stacks.parts;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.GcsBackend;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.TerraformElement;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.data_google_project.DataGoogleProject;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import com.hashicorp.cdktf.providers.google.provider.GoogleProviderConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tollgate.config.Settings;
import tollgate.config.State;

/**
 * One stack while it is built: its CDKTF stack with provider and backend, and what the rest of the
 * toolkit has to know about it.
 */
public final class StackScope {
  /** The oldest Terraform that knows write-only arguments. */
  private static final String TERRAFORM = ">= 1.11.0";

  /** What is made in the parts is written where a stack asks for it. */
  private static final String PARTS = StackScope.class.getPackageName();

  /** Where the generated classes of the provider's resources are. */
  private static final String BINDINGS = "com.hashicorp.cdktf.providers.google.";

  private static final String SOURCES = "src/main/java/";

  private final TerraformStack stack;
  private final String name;
  private final Settings settings;
  private final Removal removal;
  private final Names names;
  private final Grants grants;
  private final List<String> secretVariables = new ArrayList<>();
  private final Map<String, Written> sources = new HashMap<>();
  private Optional<String> projectNumber = Optional.empty();
  private boolean holdsData;

  /** How Google counts and bills the calls that Terraform makes. */
  public enum Quota {
    /** Against the caller's own project: enough for nearly everything. */
    CALLER,
    /**
     * Against the project that is deployed to: the budgets API refuses people's calls otherwise.
     */
    PROJECT
  }

  public StackScope(
      App app, String name, Settings settings, Removal removal, Grants grants, Quota quota) {
    this.stack = new TerraformStack(app, name);
    this.name = name;
    this.settings = settings;
    this.removal = removal;
    this.names = new Names(settings.project());
    this.grants = grants;
    stack.addOverride("terraform.required_version", TERRAFORM);
    backend();
    provider(quota);
  }

  /**
   * State lies outside of the synthesized files, a place for each environment. The local path is
   * relative, since the JSON must be the same wherever the project lies: up from {@code
   * cdktf.out/stacks/NAME}, where Terraform runs.
   */
  private void backend() {
    String place = settings.environment() + "/" + name;
    State state = settings.state();
    if (state.backend() == State.Backend.GCS) {
      GcsBackend.Builder.create(stack)
          .bucket(state.bucket().orElseThrow())
          .prefix(state.prefix() + "/" + place)
          .build();
    } else {
      LocalBackend.Builder.create(stack).path("../../../state/" + place + ".tfstate").build();
    }
  }

  private void provider(Quota quota) {
    GoogleProviderConfig.Builder provider =
        GoogleProviderConfig.builder()
            .project(settings.project().value())
            .region(settings.region().value())
            .zone(settings.zone().value());
    if (quota == Quota.PROJECT) {
      provider.userProjectOverride(true).billingProject(settings.project().value());
    }
    // As an override, since CDKTF respells the keys of a provider's maps: cost-center to
    // cost_center.
    new GoogleProvider(stack, "google", provider.build()).addOverride("default_labels", labels());
  }

  /** The labels of everything in the stack; the provider adds them wherever labels can be. */
  public Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    settings.labels().forEach((key, value) -> labels.put(key, Literal.of(value)));
    labels.put("environment", Names.label(settings.environment()));
    labels.put("managed-by", "tollgate");
    labels.put("owner", Names.label(settings.owner().value()));
    labels.put("stack", name);
    return labels;
  }

  public TerraformStack construct() {
    return stack;
  }

  public String name() {
    return name;
  }

  public Names names() {
    return names;
  }

  public Settings settings() {
    return settings;
  }

  /** Whether what the stack makes is protected. */
  public Protection protection() {
    return new Protection(settings.protect() && !removal.unprotect());
  }

  /** True when buckets and datasets are deleted with what they hold. */
  public boolean deletesData() {
    return removal.deleteData();
  }

  /** Gives a construct the address {@code TYPE.NAME}, whatever its id among its siblings is. */
  public <T extends TerraformElement> T named(T element, String name) {
    element.overrideLogicalId(Names.identifier(name));
    return element instanceof TerraformResource ? written(element, name) : element;
  }

  /** Notes where a resource that keeps its id as its name is written: at the call of this. */
  public <T extends TerraformElement> T written(T element, String name) {
    return noted(element, Names.identifier(name));
  }

  private <T extends TerraformElement> T noted(T element, String identifier) {
    Optional<Written> place =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> isOfStacks(packageOf(frame)))
                        .findFirst()
                        .map(StackScope::place));
    place.ifPresent(at -> sources.put(type(element) + "." + identifier, at));
    return element;
  }

  private static boolean isOfStacks(String packageName) {
    return (packageName.equals("stacks") || packageName.startsWith("stacks."))
        && !packageName.equals(PARTS);
  }

  private static Written place(StackWalker.StackFrame frame) {
    String directory = packageOf(frame).replace('.', '/');
    return new Written(SOURCES + directory + "/" + frame.getFileName(), frame.getLineNumber());
  }

  private static String packageOf(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** By address, where the stack's own code makes a resource. */
  public Map<String, Written> sources() {
    return Map.copyOf(sources);
  }

  /**
   * Grants a role.
   *
   * @param why what the member needs it for
   */
  public TerraformResource grant(Target target, Role role, Member member, String why) {
    return grant(target, role, member, why, List.of());
  }

  /** As {@link #grant}, {@code after} something that is not referred to. */
  public TerraformResource grant(
      Target target, Role role, Member member, String why, List<TerraformResource> after) {
    Grants.Grant grant = new Grants.Grant(name, target, role, member, why);
    return noted(grants.add(stack, grant, after), grant.id());
  }

  /**
   * Adds an output.
   *
   * @param value text, a list or a map of texts
   */
  public void output(String id, Object value, String description) {
    named(
        TerraformOutput.Builder.create(stack, "output-" + id)
            .value(value)
            .description(description)
            .build(),
        id);
  }

  /** The project's number: the one in the settings, else what Google says when a plan is made. */
  public String projectNumber() {
    String number =
        projectNumber
            .or(() -> settings.projectNumber().map(known -> known.value()))
            .orElseGet(
                () ->
                    DataGoogleProject.Builder.create(stack, "project")
                        .projectId(settings.project().value())
                        .build()
                        .getNumber());
    projectNumber = Optional.of(number);
    return number;
  }

  /** Notes that destroying the stack destroys data. */
  public void markHoldsData() {
    holdsData = true;
  }

  public boolean holdsData() {
    return holdsData;
  }

  void addSecretVariable(String variable) {
    secretVariables.add(variable);
  }

  /** Names of the variables that need a value in each run and are stored nowhere. */
  public List<String> secretVariables() {
    return List.copyOf(secretVariables);
  }

  /** The Terraform resource types of the stack, without repetition. */
  public List<String> resourceTypes() {
    return stack.getNode().getChildren().stream()
        .filter(TerraformResource.class::isInstance)
        .map(TerraformResource.class::cast)
        .map(StackScope::type)
        .distinct()
        .sorted()
        .toList();
  }

  /** {@code TYPE.NAME}. */
  static String address(TerraformResource resource) {
    return type(resource) + "." + resource.getFriendlyUniqueId();
  }

  /**
   * A resource's type, from the package of its generated class: asking Node for it would take
   * longer than making the resource did.
   */
  private static String type(TerraformElement resource) {
    String packageName = resource.getClass().getPackageName();
    if (!packageName.startsWith(BINDINGS) && resource instanceof TerraformResource other) {
      return other.getTerraformResourceType();
    }
    return "google_" + packageName.substring(packageName.lastIndexOf('.') + 1);
  }
}
