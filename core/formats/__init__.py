"""Exchange formats: text in, plain values out, and back."""
