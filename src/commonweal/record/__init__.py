"""The public record: every act appends one event, none is ever changed."""
