"""The names of an article: organizations, places, people, and what stands for them."""
