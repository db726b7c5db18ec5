package tollgate.sandbox.wire;

import java.util.Collection;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.JsonTree;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/** The answer to GetSchema. */
public final class SchemaMessage {
  private static final int PROVIDER = 1;
  private static final int RESOURCES = 2;
  private static final int DATA_SOURCES = 3;
  private static final int CAPABILITIES = 6;
  private static final int SCHEMA_IS_OPTIONAL = 2;

  private final boolean strict;

  private SchemaMessage(boolean strict) {
    this.strict = strict;
  }

  /**
   * Encodes the provider block and the named types; names the schema lacks are left out.
   *
   * @param strict call arguments with a default computed, as the newer library does
   */
  public static byte[] encode(
      Schema schema, Collection<String> resources, Collection<String> dataSources, boolean strict) {
    return new SchemaMessage(strict).all(schema, resources, dataSources);
  }

  private byte[] all(Schema schema, Collection<String> resources, Collection<String> dataSources) {
    ProtoWriter all = new ProtoWriter();
    all.message(PROVIDER, schema(0, schema.provider()));
    for (String name : resources) {
      schema.resource(name).ifPresent(type -> all.message(RESOURCES, entry(type)));
    }
    for (String name : dataSources) {
      schema.dataSource(name).ifPresent(type -> all.message(DATA_SOURCES, entry(type)));
    }
    // Lets terraform ask for the schema once in a command and not in every provider process.
    all.message(CAPABILITIES, new ProtoWriter().flag(SCHEMA_IS_OPTIONAL, true));
    return all.toBytes();
  }

  private ProtoWriter entry(ResourceSchema type) {
    return new ProtoWriter().text(1, type.type()).message(2, schema(type.version(), type.block()));
  }

  private ProtoWriter schema(int version, Block block) {
    return new ProtoWriter().number(1, version).message(2, block(block));
  }

  private ProtoWriter block(Block block) {
    ProtoWriter message = new ProtoWriter();
    for (Attribute each : block.attributes().values()) {
      message.message(2, attribute(each));
    }
    for (NestedBlock each : block.blocks().values()) {
      message.message(3, nested(each));
    }
    return message.flag(6, block.deprecated());
  }

  private ProtoWriter attribute(Attribute attribute) {
    boolean defaulted = attribute.optional() && attribute.defaultValue().isPresent();
    return new ProtoWriter()
        .text(1, attribute.name())
        .bytes(2, JsonTree.write(attribute.type()))
        .flag(4, attribute.required())
        .flag(5, attribute.optional())
        .flag(6, attribute.computed() || (strict && defaulted))
        .flag(7, attribute.sensitive())
        .flag(9, attribute.deprecated())
        .flag(10, attribute.writeOnly());
  }

  private ProtoWriter nested(NestedBlock block) {
    int nesting =
        switch (block.nesting()) {
          case SINGLE -> 1;
          case LIST -> 2;
          case SET -> 3;
          case MAP -> 4;
        };
    return new ProtoWriter()
        .text(1, block.name())
        .message(2, block(block.block()))
        .number(3, nesting)
        .number(4, block.minItems())
        .number(5, block.maxItems().orElse(0));
  }
}
