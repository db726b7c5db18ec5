package tollgate.schema.value;

import java.util.List;

/** Values that are the same everywhere. */
public final class Values {
  public static final Value NULL = new Value.Null();
  public static final Value UNKNOWN = new Value.Unknown(List.of());
  public static final Value EMPTY_LIST = new Value.Sequence(List.of());
  public static final Value EMPTY_SET = new Value.Members(List.of());

  private Values() {}
}
