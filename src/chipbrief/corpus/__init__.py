"""The same extraction over any number of documents, on Dask: from anywhere, into a figure set (`frames.sets`)."""
