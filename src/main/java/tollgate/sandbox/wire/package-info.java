/**
 * Terraform's plugin protocol, version 5, on the wire.
 *
 * <p>In: bytes of a gRPC call on 127.0.0.1. Out: typed requests handed to {@link Calls} and its
 * answers as bytes. Protobuf is read and written by hand, there is no generated code.
 */
@NullMarked
package tollgate.sandbox.wire;

import org.jspecify.annotations.NullMarked;
