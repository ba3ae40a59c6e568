"""Where articles come from: files and folders."""
