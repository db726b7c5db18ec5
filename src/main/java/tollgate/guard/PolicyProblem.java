package tollgate.guard;

/**
 * Something a policy asks for that cannot be done.
 *
 * @param place in the policy: {@code waivers[0].rule}, {@code levels.cost/filestore}
 * @param message one sentence or two: what is wrong and what to do
 */
public record PolicyProblem(String place, String message) {}
