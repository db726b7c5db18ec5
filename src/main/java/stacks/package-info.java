/**
 * What is deployed: the CDKTF app, one class per stack. In: validated settings. Out: one {@code
 * cdk.tf.json} per stack. The only package that knows jsii and CDKTF.
 */
@NullMarked
package stacks;

import org.jspecify.annotations.NullMarked;
