package tollgate.workflow;

import tollgate.terraform.Event;

/** Hears how the work goes on. Several stacks may speak at once, from several threads. */
public interface Progress {

  /** What is being done to a stack now: {@code planning}. */
  void step(String stack, String what);

  /** What terraform says while it works on a stack. */
  void event(String stack, Event event);

  /** A stack is done with what was begun. */
  void done(String stack, String what);

  /** Something worth knowing, one sentence. */
  void note(String sentence);

  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void step(String stack, String what) {}

        @Override
        public void event(String stack, Event event) {}

        @Override
        public void done(String stack, String what) {}

        @Override
        public void note(String sentence) {}
      };
}
