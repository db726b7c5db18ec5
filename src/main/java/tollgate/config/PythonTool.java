package tollgate.config;

/** What brings Python and its packages to the workstation. */
public enum PythonTool {
  UV,
  MINIFORGE
}
