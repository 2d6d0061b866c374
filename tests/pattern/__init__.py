"""The stylised facts that the network has to reproduce, as tests (marker `pattern`)."""
