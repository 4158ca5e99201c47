"""What will be published: every page with its address, and what stands on several of them."""
