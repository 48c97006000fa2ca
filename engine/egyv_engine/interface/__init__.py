"""The public interface: `load`, `check` and `evaluate` a programme, and the result of an evaluation."""
