"""What was made is kept: the site's files until somebody asks, and what took long to make."""
