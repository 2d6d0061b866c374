"""All other procedures at the desk."""
