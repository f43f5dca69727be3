"""The printed edition in the desk: pages of the PDF as pictures, their geometry, their facts."""
