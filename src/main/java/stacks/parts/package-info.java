/**
 * The pieces that the stacks share: names, grants, the scope of a stack. In: settings. Out: CDKTF
 * constructs that are secure and cheap unless a setting says otherwise.
 */
@NullMarked
package stacks.parts;

import org.jspecify.annotations.NullMarked;
