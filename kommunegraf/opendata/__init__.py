"""Publishing a release as open data: its description by DCAT-AP, the profiles that this must satisfy, a static site."""
