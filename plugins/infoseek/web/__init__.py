"""Pages: canonical URLs, extraction, WARC. Pure functions and files; Scrapy calls them."""
