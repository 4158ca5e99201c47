"""Everything that is a picture: figures that can leave the site, and cards for social media."""
