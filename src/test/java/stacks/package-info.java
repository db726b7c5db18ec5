@NullMarked
package stacks;

import org.jspecify.annotations.NullMarked;
