"""What documents prove: usability, elements, defence, verdict and sentence."""
