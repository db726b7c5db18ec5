package tollgate.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.value.MsgPack;
import tollgate.schema.Block;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;

/**
 * Turns the bytes of each call into a typed one and its answer into bytes. Field numbers are those
 * of Terraform's tfplugin5 protocol.
 */
final class Protocol {
  /** They need nothing but the schema; any other may be told to hang, or wait for the disk. */
  private static final Set<String> PROMPT =
      Set.of(
          "PrepareProviderConfig",
          "Configure",
          "ValidateResourceTypeConfig",
          "ValidateDataSourceConfig",
          "UpgradeResourceState",
          "Stop");

  private final Calls calls;
  private final Faultless faultless = new Faultless();

  /** By the block itself and not what it holds: blocks are large and each is made once. */
  private final Map<Block, Type> types = Collections.synchronizedMap(new IdentityHashMap<>());

  Protocol(Calls calls) {
    this.calls = calls;
  }

  /** Whether the answer may take longer than the work that it is. */
  static boolean mayWait(String method) {
    return !PROMPT.contains(method);
  }

  /** Answers one call; empty when the method is not part of what the sandbox serves. */
  Optional<byte[]> answer(String method, Connection connection, byte[] request) {
    ProtoWriter to = new ProtoWriter();
    Fields in = new Fields(request);
    switch (method) {
      case "GetSchema" -> {
        return Optional.of(calls.schemas());
      }
      case "PrepareProviderConfig" -> {
        Value config = providerBlock(in.bytes(1));
        to.message(1, Messages.dynamic(config));
        Messages.problems(to, 2, calls.validateProvider(config));
      }
      case "Configure" ->
          Messages.problems(to, 1, calls.configure(connection, providerBlock(in.bytes(2))));
      case "ValidateResourceTypeConfig" ->
          Messages.problems(
              to,
              1,
              faultless.or(request, () -> with(resource(in), in, 2, calls::validateResource)));
      case "ValidateDataSourceConfig" ->
          Messages.problems(to, 1, with(dataSource(in), in, 2, calls::validateDataSource));
      case "UpgradeResourceState" -> to.message(1, Messages.dynamic(upgraded(in)));
      case "ReadResource" -> {
        ResourceSchema type = resource(in);
        Calls.Answer answer = calls.read(connection, type, value(type, in, 2));
        to.message(1, Messages.dynamic(answer.value()));
        Messages.problems(to, 2, answer.problems());
        to.bytes(3, in.bytes(3));
      }
      case "PlanResourceChange" -> plan(connection, in, to);
      case "ApplyResourceChange" -> {
        ResourceSchema type = resource(in);
        Calls.Answer answer =
            calls.apply(
                connection,
                type,
                new Calls.Change(value(type, in, 2), value(type, in, 3), value(type, in, 4)));
        to.message(1, Messages.dynamic(answer.value()));
        to.bytes(2, in.bytes(5));
        Messages.problems(to, 3, answer.problems());
        to.flag(4, !calls.strict());
      }
      case "ImportResourceState" -> {
        ResourceSchema type = resource(in);
        Calls.Imported imported = calls.importState(connection, type, in.text(2));
        imported
            .value()
            .ifPresent(
                value ->
                    to.message(
                        1,
                        new ProtoWriter()
                            .text(1, type.type())
                            .message(2, Messages.dynamic(value))));
        Messages.problems(to, 2, imported.problems());
      }
      case "ReadDataSource" -> {
        ResourceSchema type = dataSource(in);
        Calls.Answer answer = calls.readDataSource(connection, type, value(type, in, 2));
        to.message(1, Messages.dynamic(answer.value()));
        Messages.problems(to, 2, answer.problems());
      }
      case "Stop" -> connection.stop();
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(to.toBytes());
  }

  private void plan(Connection connection, Fields in, ProtoWriter to) {
    ResourceSchema type = resource(in);
    Calls.Planned planned =
        calls.plan(
            connection,
            type,
            new Calls.Change(value(type, in, 2), value(type, in, 3), value(type, in, 4)));
    to.message(1, Messages.dynamic(planned.value()));
    for (Path each : planned.replace()) {
      to.message(2, Messages.path(each));
    }
    to.bytes(3, in.bytes(5));
    Messages.problems(to, 4, planned.problems());
    // The real provider is written on the old SDK and says so; terraform then tolerates planned
    // defaults and wholly unknown blocks.
    to.flag(5, !calls.strict());
  }

  private Value upgraded(Fields in) {
    ResourceSchema type = resource(in);
    byte[] json = new Fields(in.bytes(3)).bytes(1);
    try {
      return JsonValues.read(type.block(), JsonTree.read(json));
    } catch (IOException broken) {
      throw new UncheckedIOException(
          "the state of a " + type.type() + " is not JSON: was it edited by hand?", broken);
    }
  }

  private interface Validation {
    List<Problem> of(ResourceSchema type, Value config);
  }

  private List<Problem> with(ResourceSchema type, Fields in, int field, Validation validation) {
    return validation.of(type, value(type, in, field));
  }

  private ResourceSchema resource(Fields in) {
    return calls
        .resource(in.text(1))
        .orElseThrow(() -> new IllegalArgumentException("no resource type " + in.text(1)));
  }

  private ResourceSchema dataSource(Fields in) {
    return calls
        .dataSource(in.text(1))
        .orElseThrow(() -> new IllegalArgumentException("no data source " + in.text(1)));
  }

  private Value value(ResourceSchema type, Fields in, int field) {
    return MsgPack.decode(
        types.computeIfAbsent(type.block(), Type::of), Messages.msgpack(in.bytes(field)));
  }

  private static Value providerBlock(byte[] dynamic) {
    return MsgPack.decode(Type.of(Schema.google().provider()), Messages.msgpack(dynamic));
  }

  /** The length-delimited fields of a request; the last of a number counts. */
  private static final class Fields {
    private final Map<Integer, byte[]> values = new HashMap<>();

    Fields(byte[] message) {
      ProtoReader reader = new ProtoReader(message);
      while (reader.next()) {
        int field = reader.field();
        if (reader.delimited()) {
          values.put(field, reader.bytes());
        } else {
          reader.skip();
        }
      }
    }

    byte[] bytes(int field) {
      return values.getOrDefault(field, new byte[0]);
    }

    String text(int field) {
      return new String(bytes(field), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
