"""The site: settings, addresses, base templates and the home page."""
