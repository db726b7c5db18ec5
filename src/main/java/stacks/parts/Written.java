package stacks.parts;

/**
 * A place in the sources of the stacks.
 *
 * @param file relative to the project, {@code src/main/java/stacks/LakeStack.java}
 * @param line from 1
 */
public record Written(String file, int line) {}
