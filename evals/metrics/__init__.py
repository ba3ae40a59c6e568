"""One small pure function a metric."""
