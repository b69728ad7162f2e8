"""Views laid out as pages in HTML, in a customer's look or our own."""
