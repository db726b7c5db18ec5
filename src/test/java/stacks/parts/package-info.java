@NullMarked
package stacks.parts;

import org.jspecify.annotations.NullMarked;
