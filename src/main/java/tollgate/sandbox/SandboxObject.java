package tollgate.sandbox;

import java.time.Instant;

/** Something that exists in a sandbox. */
public record SandboxObject(String type, String id, String name, Instant created) {}
