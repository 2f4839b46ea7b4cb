"""The Scrapy project: fetches the pages of a planned crawl. What it makes of them is infoseek.web's."""
