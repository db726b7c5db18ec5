package tollgate.plan;

/** A plan with the name of its stack; a plan from a file has the empty name. */
public record StackPlan(String stack, Plan plan) {}
